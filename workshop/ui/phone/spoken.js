// Says once, to somebody who listens to the phone, what has come up on it by itself: phase, message, question, answer.

const SAID = ".phase, .bt > .msg, h1, .verdict"
const SETTLED_MS = 400
let said = null

export default function ({ parentElement }) {
  const main = document.querySelector('[data-testid="stMain"]')
  const line = parentElement.querySelector("p")
  let timer = null
  const say = () => {
    const now = [...main.querySelectorAll(SAID)].map(one => one.innerText.trim()).join(". ")
    // What a page begins with is read with the page.
    if (said !== null && said !== now) line.textContent = now
    said = now
  }
  const settle = () => {
    clearTimeout(timer)
    timer = setTimeout(say, SETTLED_MS)
  }
  const changes = new MutationObserver(settle)
  changes.observe(main, { childList: true, characterData: true, subtree: true })
  settle()
  return () => {
    clearTimeout(timer)
    changes.disconnect()
  }
}
