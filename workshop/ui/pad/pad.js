// The box owns the words until the server says that it has kept them: they lie in the browser's own store meanwhile.

const AGAIN_MS = 4000
const pads = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  if (!pads.has(parentElement)) pads.set(parentElement, new Pad(parentElement))
  const pad = pads.get(parentElement)
  pad.tell = sent => setTriggerValue("sent", sent)
  pad.tellBegun = () => setTriggerValue("begun", Date.now())
  pad.show(data)
  return () => clearTimeout(pad.timer)
}

class Pad {
  constructor(root) {
    this.frame = root.querySelector(".pad")
    this.fold = root.querySelector("summary")
    this.label = root.querySelector("label")
    this.box = root.querySelector("textarea")
    this.count = root.querySelector(".count")
    this.button = root.querySelector("button")
    this.store = null
    this.waiting = null
    this.box.addEventListener("input", () => this.changed())
    this.button.addEventListener("click", () => this.send())
  }

  show(data) {
    this.data = data
    this.frame.className = `pad ${data.ground}${data.fold ? " aside" : ""}`
    this.fold.textContent = data.fold
    this.label.textContent = data.label
    this.button.textContent = data.button
    this.box.rows = data.rows
    if (this.store !== data.store) this.open(data)
    else if (this.words !== data.words) this.begin(data)
    if (data.taken && data.taken === this.kept().key) this.clear()
    else if (this.waiting && data.refused > this.refused) this.refuse()
    else if (this.waiting) this.again()
    this.refused = data.refused
    this.draw()
  }

  open(data) {
    this.store = data.store
    const kept = this.kept()
    this.words = data.words
    this.box.value = kept.text ?? data.words
    this.frame.open = !data.fold || Boolean(kept.text)
    this.waiting = kept.isSent ? { text: kept.text.trim(), key: kept.key } : null
  }

  // What the box begins with has changed: follow it, unless something was typed.
  begin(data) {
    this.words = data.words
    if (this.kept().text === undefined) this.box.value = data.words
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.store)) ?? {}
    } catch {
      return {}
    }
  }

  keep() {
    try {
      localStorage.setItem(this.store, JSON.stringify({ text: this.box.value, key: this.key, isSent: this.waiting !== null }))
    } catch {
      // A browser that keeps nothing: the words stay in the box alone.
    }
  }

  changed() {
    if (this.data.isTold && this.kept().text === undefined) this.tellBegun()
    this.done = false
    this.key = this.newKey()
    this.waiting = null
    clearTimeout(this.timer)
    this.keep()
    this.draw()
  }

  newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  }

  send() {
    const text = this.box.value.trim()
    if (!text || Array.from(text).length > this.data.most) return
    this.key = this.kept().key ?? this.key ?? this.newKey()
    this.waiting = { text, key: this.key }
    this.keep()
    this.tell(this.waiting)
    this.again()
    this.draw()
  }

  again() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      if (!this.waiting) return
      this.tell({ ...this.waiting, again: Date.now() })
      this.again()
    }, AGAIN_MS)
  }

  stop() {
    clearTimeout(this.timer)
    this.waiting = null
  }

  refuse() {
    this.key = this.waiting.key
    this.stop()
    this.keep()
  }

  clear() {
    this.stop()
    this.done = true
    this.key = null
    this.box.value = this.words
    try {
      localStorage.removeItem(this.store)
    } catch {
      // Nothing was kept.
    }
  }

  draw() {
    const n = Array.from(this.box.value.trim()).length
    const over = n > this.data.most
    this.button.setAttribute("aria-disabled", String(n === 0 || over))
    this.count.textContent = over
      ? `${n - this.data.most} characters too many`
      : this.waiting
        ? "Sending it …"
        : n > this.data.most * 0.75
          ? `${this.data.most - n} characters left`
          : this.done
            ? this.data.done
            : ""
  }
}
