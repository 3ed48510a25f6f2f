// The text box with marks: it owns the words while somebody types; Python owns everything else.

const DELAY_MS = 600
const AGAIN_MS = 4000
const editors = new WeakMap()

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  if (!editors.has(parentElement)) editors.set(parentElement, new Editor(parentElement))
  const editor = editors.get(parentElement)
  editor.send = sent => setStateValue("words", sent)
  editor.open = number => setTriggerValue("opened", number)
  editor.show(data)
  return () => editor.close()
}

class Editor {
  constructor(root) {
    this.frame = root.querySelector(".editor")
    this.box = root.querySelector("textarea")
    this.behind = root.querySelector(".behind")
    this.marks = root.querySelector(".marks")
    this.status = root.querySelector(".status")
    this.count = root.querySelector(".count")
    this.epoch = null
    this.number = 0
    this.pieces = []
    this.leave = () => this.flush()
    this.box.oninput = () => this.typed()
    this.box.onblur = () => this.flush()
    this.box.onkeydown = event => this.key(event)
    this.marks.onclick = event => this.chosen(event)
    this.marks.onkeydown = event => {
      if (event.key === "Enter" || event.key === " ") this.chosen(event)
    }
    // A tab that is closed or put aside must not take the last words with it.
    document.addEventListener("visibilitychange", this.leave)
  }

  show(data) {
    this.frame.className = `bt editor ${data.ground}`
    this.box.placeholder = data.placeholder
    // Only a text that was opened or restored replaces the words; an ordinary rerun never does.
    if (data.epoch !== this.epoch) this.opened(data)
    this.draft = data.draft
    this.saved = data.words
    this.pieces = data.pieces
    this.count.textContent = data.count
    this.drawCopy(data.copy)
    this.drawBehind()
    this.say()
    if (this.follow) this.goTo(data.card)
  }

  opened(data) {
    // Words of the same text that were not sent yet (the server was away) outlive its return.
    const keep = data.draft !== null && data.draft === this.draft && this.box.value !== this.sent
    if (this.epoch !== null && !keep) this.frame.scrollIntoView({ block: "nearest" })
    this.epoch = data.epoch
    if (keep) return this.typed()
    this.box.value = data.words
    this.sent = data.words
  }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), DELAY_MS)
    this.drawBehind()
    this.say()
  }

  key(event) {
    // Streamlit's own shortcuts must not hear what is typed here.
    event.stopPropagation()
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.flush()
    }
  }

  flush() {
    clearTimeout(this.timer)
    if (this.box.value === this.sent) return
    this.sent = this.box.value
    // A server that is away keeps nothing, and nobody tells it later: so send again until the words are kept.
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.again(), AGAIN_MS)
    // What is equal to the state before is not sent at all, so each sending has its number.
    this.send({ words: this.sent, epoch: this.epoch, number: ++this.number })
  }

  again() {
    if (this.box.value === this.saved || (this.draft === null && !this.box.value.trim())) return
    this.sent = null
    this.flush()
  }

  chosen(event) {
    const claim = event.target.closest("[data-claim]")
    if (!claim) return
    event.preventDefault()
    this.follow = true
    this.open(Number(claim.dataset.claim))
  }

  // The open card lies below this box and is drawn after it.
  goTo(card) {
    this.follow = false
    setTimeout(() => document.querySelector(card)?.scrollIntoView({ block: "nearest" }), 300)
  }

  say() {
    const words = this.box.value
    if (!words.trim()) this.status.textContent = ""
    else this.status.textContent = words === this.saved ? "Saved" : "Writing"
  }

  drawCopy(html) {
    if (this.copy === html) return
    const active = this.marks.getRootNode().activeElement
    const number = active && active.dataset.claim
    this.copy = html
    // The copy comes from our own drawing functions, which escape every word.
    this.marks.innerHTML = html
    if (number) this.marks.querySelector(`[data-claim="${number}"]`)?.focus({ preventScroll: true })
  }

  // Marks belong to the words that were checked: those before and after an edit stay, those inside it go.
  drawBehind() {
    const words = this.box.value
    const old = this.pieces.map(piece => piece[0]).join("")
    const [head, tail] = unchanged(old, words)
    const nodes = []
    let at = 0
    let reached = 0
    for (const [text, kind] of this.pieces) {
      const end = at + text.length
      const moved = end <= head ? 0 : at >= old.length - tail ? words.length - old.length : null
      if (kind && moved !== null) {
        nodes.push(document.createTextNode(words.slice(reached, at + moved)))
        nodes.push(mark(words.slice(at + moved, end + moved), kind))
        reached = end + moved
      }
      at = end
    }
    // A last line that is empty has no height of its own.
    nodes.push(document.createTextNode(words.slice(reached) + "\u200b"))
    this.behind.replaceChildren(...nodes)
  }

  close() {
    this.flush()
    clearTimeout(this.retry)
    document.removeEventListener("visibilitychange", this.leave)
  }
}

function unchanged(old, now) {
  const most = Math.min(old.length, now.length)
  let head = 0
  while (head < most && old[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  return [head, tail]
}

function mark(text, kind) {
  const span = document.createElement("span")
  span.className = `claim ${kind}`
  span.textContent = text
  return span
}
