// Asks every moment whether anything has happened, and tells Python only then; says so when nobody answers.

const LOST_MS = 3000
const RELOAD_MS = 15000
const SLOWEST_MS = 5000
const AGAIN_MS = 1500
const listeners = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  if (!listeners.has(parentElement)) listeners.set(parentElement, new Listener(parentElement))
  const listener = listeners.get(parentElement)
  listener.tell = number => setTriggerValue("news", number)
  listener.show(data)
  return () => listener.stop()
}

class Listener {
  constructor(root) {
    this.line = root.querySelector(".lost")
    this.answered = Date.now()
    this.told = 0
    this.restartedAt = null
    this.timer = null
    this.seenAgain = () => {
      if (!document.hidden) this.wait(0)
    }
  }

  show(data) {
    this.data = data
    if (this.timer !== null) return
    document.addEventListener("visibilitychange", this.seenAgain)
    this.wait(this.pause())
  }

  stop() {
    document.removeEventListener("visibilitychange", this.seenAgain)
    clearTimeout(this.timer)
    this.timer = null
  }

  pause() {
    const slower = document.hidden ? 4 : 1
    return Math.min(SLOWEST_MS, this.data.every * slower * (0.8 + 0.4 * Math.random()))
  }

  wait(ms) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), ms)
  }

  async ask() {
    const { workshop, kind, code } = this.data
    const asked = new URLSearchParams(code ? { workshop, code } : { workshop })
    try {
      const answer = await fetch(`/pulse?${asked}`, { cache: "no-store", signal: AbortSignal.timeout(LOST_MS) })
      if (!answer.ok && answer.status >= 500) throw new Error(String(answer.status))
      const news = answer.ok ? await answer.json() : null
      this.heard(news, kind)
    } catch {
      this.silent()
    }
    if (this.timer !== null) this.wait(this.pause())
  }

  heard(news, kind) {
    this.answered = Date.now()
    this.line.hidden = true
    if (news === null) {
      // Removed, ended long ago, or another code: Python says which.
      if (Date.now() - this.told > SLOWEST_MS) this.send(0)
      return
    }
    const now = kind === "phone" ? news.phone : news.seq
    if (this.data.boot !== news.boot) return this.restarted()
    this.restartedAt = null
    if (now === this.data.seen) this.last = now
    else if (now !== this.last || Date.now() - this.told > AGAIN_MS) this.send(now)
  }

  send(now) {
    this.last = now
    this.told = Date.now()
    this.tell(now)
  }

  // Another server answers than the one that drew this: it knows no part of this page, and Streamlit asks it for the whole.
  restarted() {
    this.restartedAt ??= Date.now()
    if (Date.now() - this.restartedAt > RELOAD_MS) location.reload()
  }

  silent() {
    if (Date.now() - this.answered < LOST_MS) return
    this.line.textContent = "The laptop does not answer. Your words are kept."
    this.line.hidden = false
  }
}
