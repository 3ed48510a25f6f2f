// Keys of the control screen. Presses are numbered and kept until the next run, so that quick ones are not lost.
const kept = new WeakMap()

export default function (component) {
  const { data, parentElement, setStateValue } = component
  const memory = kept.get(parentElement) || { visit: Math.random().toString(36).slice(2), n: 0, presses: [] }
  memory.shown = data.shown
  memory.first = data.first
  kept.set(parentElement, memory)

  const names = { " ": "space", ArrowLeft: "left", ArrowRight: "right", PageDown: "space", "?": "keys" }
  const onKeyDown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
    if (event.target.closest("input, textarea, select, [contenteditable]")) return
    if (document.querySelector('[role="dialog"]')) return
    if (event.key === " " && event.target.closest("button, a, summary")) return
    const name = names[event.key] || (event.key.length === 1 && "djpza".includes(event.key.toLowerCase()) && event.key.toLowerCase())
    if (!name) return
    event.preventDefault()
    memory.n += 1
    memory.presses = [...memory.presses, { n: memory.n, key: name, shown: memory.shown, first: memory.first }].slice(-12)
    setStateValue("pressed", { visit: memory.visit, presses: memory.presses })
  }
  if (window.backtalkRoomKeys) window.removeEventListener("keydown", window.backtalkRoomKeys)
  window.backtalkRoomKeys = onKeyDown
  window.addEventListener("keydown", onKeyDown)
  return () => window.removeEventListener("keydown", onKeyDown)
}
