// Keys of the wall, as presenters send them. The place is kept here between runs, so that quick presses are not lost.
const places = new WeakMap()

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const kept = places.get(parentElement)
  const place = kept && kept.epoch === data.epoch ? kept : { ...data, presses: kept ? kept.presses : 0 }
  places.set(parentElement, place)

  const send = (change) => {
    Object.assign(place, change)
    place.presses += 1
    setStateValue("place", { step: place.step, ground: place.ground, panel: place.panel, presses: place.presses })
  }
  const go = (step) => send({ step: Math.max(0, Math.min(data.messages.length - 1, step)) })
  const goToMessage = (by) => {
    const step = data.messages.indexOf(data.messages[place.step] + by)
    if (step >= 0) go(step)
  }
  const acts = {
    ArrowRight: () => go(place.step + 1),
    PageDown: () => go(place.step + 1),
    " ": () => go(place.step + 1),
    ArrowLeft: () => go(place.step - 1),
    PageUp: () => go(place.step - 1),
    ArrowDown: () => goToMessage(1),
    ArrowUp: () => goToMessage(-1),
    Home: () => go(0),
    End: () => go(data.messages.length - 1),
    d: () => send({ ground: place.ground === "dark" ? "light" : "dark" }),
    k: () => send({ panel: !place.panel }),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    Escape: () => (place.panel ? send({ panel: false }) : setTriggerValue("left", true)),
  }
  const onKeyDown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const isWriting = event.target.closest("input, textarea, select, [contenteditable]")
    const isPressing = event.key === " " && event.target.closest("button")
    if ((isWriting && event.key !== "Escape") || isPressing) return
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  if (window.backtalkWallKeys) window.removeEventListener("keydown", window.backtalkWallKeys)
  window.backtalkWallKeys = onKeyDown
  window.addEventListener("keydown", onKeyDown)
  return () => window.removeEventListener("keydown", window.backtalkWallKeys)
}
