// Ticks from the seconds that Python says are left; the browser's own clock only measures what has passed since.

const clocks = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  if (!clocks.has(parentElement)) clocks.set(parentElement, { timer: null, told: "", since: 0 })
  const clock = clocks.get(parentElement)
  const face = parentElement.querySelector(".clock")
  const told = `${data.left} ${data.running}`
  // Drawn again with what was told before, as for another theme, it goes on.
  if (told !== clock.told) Object.assign(clock, { told, since: performance.now() })
  clearInterval(clock.timer)
  const draw = () => {
    if (data.left === null) {
      face.textContent = ""
      return
    }
    const passed = data.running ? (performance.now() - clock.since) / 1000 : 0
    const left = Math.max(0, Math.ceil(data.left - passed))
    face.textContent = `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`
  }
  draw()
  if (data.running && data.left !== null) clock.timer = setInterval(draw, 500)
  return () => clearInterval(clock.timer)
}
