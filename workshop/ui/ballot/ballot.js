// What is tapped counts on the screen at once. It is sent, with all that was tapped since, until the server has heard it.

const AGAIN_MS = 4000
const SLOW_MS = 1000
const ballots = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  if (!ballots.has(parentElement)) ballots.set(parentElement, new Ballot(parentElement))
  const ballot = ballots.get(parentElement)
  ballot.tell = given => setTriggerValue("given", given)
  ballot.show(data)
  return () => ballot.stop()
}

class Ballot {
  constructor(root) {
    this.frame = root.querySelector(".ballot")
    this.list = root.querySelector(".rows")
    this.used = root.querySelector(".used")
    this.sending = root.querySelector(".sending")
    this.blank = root.querySelector("template").content
    this.rows = []
    this.laid = ""
    this.wanted = new Map()
    this.key = null
  }

  show(data) {
    this.data = data
    this.frame.className = `bt ballot ${data.ground}`
    if (this.key !== null && data.heard === this.key) this.settle()
    else if (this.key !== null) this.again()
    this.lay()
    this.draw()
  }

  stop() {
    clearTimeout(this.timer)
    clearTimeout(this.slow)
  }

  settle() {
    this.stop()
    this.wanted.clear()
    this.key = null
    this.sending.textContent = ""
  }

  // The rows are built anew only where they say something else: a tap leaves the focus where it is.
  lay() {
    const laid = JSON.stringify(this.data.rows.map(row => ({ ...row, dots: 0 })))
    if (laid === this.laid) return
    this.laid = laid
    this.rows = this.data.rows.map(row => this.row(row))
    this.list.replaceChildren(...this.rows.map(row => row.element))
  }

  row({ message, text, short, known }) {
    const element = this.blank.cloneNode(true).firstElementChild
    element.querySelector(".msg").textContent = text
    element.querySelector(".ln").innerHTML = known
    const [less, more] = [element.querySelector(".less"), element.querySelector(".more")]
    less.ariaLabel = `− Take a dot from: ${short}`
    more.ariaLabel = `+ Give a dot to: ${short}`
    less.addEventListener("click", () => this.move(message, -1))
    more.addEventListener("click", () => this.move(message, 1))
    return { element, message, less, more, given: element.querySelector(".given") }
  }

  dots(message) {
    return this.wanted.get(message) ?? this.data.rows.find(row => row.message === message).dots
  }

  total() {
    return this.rows.reduce((sum, row) => sum + this.dots(row.message), 0)
  }

  move(message, by) {
    const to = this.dots(message) + by
    if (to < 0 || this.total() + by > this.data.most) return
    this.wanted.set(message, to)
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    this.key = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
    this.draw()
    clearTimeout(this.slow)
    this.slow = setTimeout(() => (this.sending.textContent = " Sending them …"), SLOW_MS)
    this.send()
  }

  send() {
    this.again()
    this.tell({ dots: Object.fromEntries(this.wanted), key: this.key, at: Date.now() })
  }

  again() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), AGAIN_MS)
  }

  draw() {
    const total = this.total()
    this.used.textContent = `${total} of ${this.data.most}`
    for (const { message, less, more, given } of this.rows) {
      const n = this.dots(message)
      given.textContent = "●".repeat(n) || "0"
      given.ariaLabel = n === 1 ? "1 dot" : `${n} dots`
      less.ariaDisabled = String(n === 0)
      more.ariaDisabled = String(total >= this.data.most)
    }
  }
}
