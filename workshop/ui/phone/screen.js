// What the browser does for every page of a phone: what is new begins at the top; a double tap is one tap, but for the
// ballot, which shows each tap at once; who presses keys stays on the control that was pressed although it was drawn anew;
// and who writes writes on without the server.

const TWICE_MS = 300
const SAME_SPOT = 24
const DRAWN_MS = 150
const FOCUS = ["focusin", "focusout", "click", "input"]

let shown = null
let taken = null
let pressed = null
let held = null

export default function ({ data }) {
  if (shown !== null && shown !== data.shown) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 })
  shown = data.shown
  const timer = setTimeout(stay, DRAWN_MS)
  const root = document.getElementById("root")
  const locked = new MutationObserver(() => unlock(root))
  locked.observe(root, { attributeFilter: ["inert"] })
  unlock(root)
  document.addEventListener("click", take, true)
  for (const kind of FOCUS) window.addEventListener(kind, hold, true)
  return () => {
    clearTimeout(timer)
    locked.disconnect()
    document.removeEventListener("click", take, true)
    for (const kind of FOCUS) window.removeEventListener(kind, hold, true)
  }
}

// Where the server is gone, Streamlit opens a window that we do not show, and locks the page behind it.
function unlock(root) {
  if (!root.inert) return
  root.inert = false
  setTimeout(() => held?.focus(), DRAWN_MS)
}

// The window that is not shown wants the focus for itself. What moves the focus within a box tells nobody outside it.
function hold(event) {
  const isFocus = event.type.startsWith("focus")
  if (isFocus && document.querySelector('[data-testid="stDialog"]')) event.stopImmediatePropagation()
  else if (event.type !== "focusout") held = event.composedPath()[0]
}

function take(event) {
  const button = event.target.closest?.(".stApp button")
  if (!button || button.closest(".ballot")) return
  const byKey = event.detail === 0
  pressed = byKey ? familyOf(button) : null
  if (byKey) return
  const tap = { at: event.timeStamp, x: event.clientX, y: event.clientY }
  if (taken && tap.at - taken.at < TWICE_MS && Math.hypot(tap.x - taken.x, tap.y - taken.y) < SAME_SPOT) {
    event.stopImmediatePropagation()
    event.preventDefault()
    return
  }
  taken = tap
}

// The key of a control without what it was drawn for, as in "st-key-phone_next" of "st-key-phone_next_3".
function familyOf(button) {
  const named = button.closest('[class*="st-key-"]')
  const key = [...(named?.classList ?? [])].find(name => name.startsWith("st-key-"))
  return key?.replace(/_\d+$/, "") ?? null
}

function stay() {
  if (!pressed || document.activeElement !== document.body) return
  document.querySelector(`.${pressed} button, [class*="${pressed}_"] button`)?.focus()
  pressed = null
}
