// What measures.py asks a page; each function returns what is wrong, in words.

const deep = (root) => [...root.querySelectorAll("*")].flatMap(one => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])])
const all = () => deep(document.body)
const OPTIONS = {checkOpacity: false, checkVisibilityCSS: true, contentVisibilityAuto: true}
const isSeen = (one) => {
  const box = one.getBoundingClientRect()
  return box.width > 1 && box.height > 1 && one.checkVisibility(OPTIONS) && !one.closest("[aria-hidden=true], [inert]") && !isForEars(one)
}
const above = (one) => one ? [one, ...above(one.parentElement || one.getRootNode().host)] : []
// A visually hidden piece: one pixel of it is drawn, for screen readers.
const isForEars = (one) => above(one).some(it => {
  const style = getComputedStyle(it)
  return style.position === "absolute" && (style.clip !== "auto" || style.clipPath.startsWith("inset(50%"))
})
const CONTROL = "button, a[href], input:not([type=hidden]), textarea, select, summary, [role=button], [role=radio], [role=option]"
const named = (one) => (one.getAttribute("aria-label") || one.innerText || one.textContent || one.id || one.tagName).trim().slice(0, 60)
// What a finger meets: the label of a radio, the frame of a choice.
const touched = (one) => {
  if (one.matches("input[type=radio], input[type=checkbox]")) return one.closest("label") || one
  return one.closest("[data-baseweb=select]") || one
}
const isOurs = (one) => !one.closest("[data-testid=stHeader], [data-testid=stSidebar], [data-testid=stStatusWidget], [data-testid=stToolbar]")
const controls = () => [...new Set(all().filter(one => one.matches(CONTROL) && isOurs(one)).map(touched))].filter(isSeen)
const isInline = (one) => one.matches("a") && getComputedStyle(one).display === "inline" && one.closest("p, li")?.innerText.trim() !== one.innerText.trim()

const small = (least) => {
  return controls().filter(one => !isInline(one)).flatMap(one => {
    const box = one.getBoundingClientRect()
    const isLarge = box.width >= least - .5 && box.height >= least - .5
    return isLarge ? [] : [`${named(one)}: ${Math.round(box.width)} x ${Math.round(box.height)}`]
  })
}

const cut = () => {
  const found = []
  const wide = document.documentElement.clientWidth
  const scroller = document.querySelector("[data-testid=stMain]") || document.documentElement
  for (const one of [document.documentElement, scroller])
    if (one.scrollWidth > one.clientWidth + 1) found.push(`${one.tagName} scrolls sideways: ${one.scrollWidth} in ${one.clientWidth}`)
  for (const one of controls()) {
    const box = one.getBoundingClientRect()
    if (box.left < -1 || box.right > wide + 1) found.push(`${named(one)} lies beyond the width`)
  }
  for (const one of all().filter(one => isOurs(one) && isSeen(one) && !one.closest(".unseen"))) {
    const style = getComputedStyle(one)
    const clips = (way) => ["hidden", "clip"].includes(way)
    const hasWords = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    if (!hasWords && !one.matches("button, button *")) continue
    if (one.matches("input, textarea") || style.fontSize === "0px") continue
    if (clips(style.overflowX) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1) found.push(`${named(one)} is cut at the side`)
    if (clips(style.overflowY) && one.scrollHeight > one.clientHeight + 2 && one.clientHeight > 1) found.push(`${named(one)} is cut below`)
  }
  return [...new Set(found)]
}

const covered = () => {
  const at = (x, y) => {
    let hit = document.elementFromPoint(x, y)
    while (hit?.shadowRoot) { const inner = hit.shadowRoot.elementFromPoint(x, y); if (!inner || inner === hit) break; hit = inner }
    return hit
  }
  const scroller = document.querySelector("[data-testid=stMain]") || document.documentElement
  const before = scroller.scrollTop
  const dialog = document.querySelector("[role=dialog]")
  const found = []
  for (const one of controls().filter(one => !dialog || dialog.contains(one))) {
    one.scrollIntoView({block: "center", behavior: "instant"})
    const box = one.getBoundingClientRect()
    const hit = at(box.left + box.width / 2, box.top + box.height / 2)
    const host = one.getRootNode().host
    if (!hit || !(one.contains(hit) || hit.contains(one) && hit.matches("label, [data-baseweb]") || hit === host))
      found.push(`${named(one)} is covered by ${hit ? named(hit) + " " + hit.className : "nothing"}`)
  }
  scroller.scrollTop = before
  return found
}

const overlaps = () => {
  const pinned = (one) => above(one).some(it => ["fixed", "sticky"].includes(getComputedStyle(it).position))
  const isScrolledAway = (one, box) => above(one).some(it => {
    const frame = it.getBoundingClientRect()
    return getComputedStyle(it).overflowY !== "visible" && (box.top > frame.bottom - 2 || box.bottom < frame.top + 2)
  })
  const pieces = []
  for (const one of all()) {
    if (!isOurs(one) || !isSeen(one) || one.closest(".unseen, [role=dialog]") || getComputedStyle(one).fontSize === "0px" || pinned(one)) continue
    for (const node of one.childNodes) {
      if (node.nodeType !== 3 || !node.textContent.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) if (box.width > 2 && !isScrolledAway(one, box)) pieces.push({one, box, words: node.textContent.trim().slice(0, 40)})
    }
  }
  const found = new Set()
  pieces.forEach((a, n) => pieces.slice(n + 1).forEach(b => {
    if (a.one === b.one || a.one.contains(b.one) || b.one.contains(a.one)) return
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
    const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
    if (wide > 2 && high > Math.min(a.box.height, b.box.height) * .4) found.add(`${a.words} / ${b.words}`)
  }))
  return [...found]
}

const enlarge = (times) => {
  all().forEach(one => one.style.removeProperty("font-size"))
  if (times === 1) return
  const sizes = all().map(one => [one, parseFloat(getComputedStyle(one).fontSize)])
  for (const [one, size] of sizes) one.style.setProperty("font-size", `${size * times}px`, "important")
}

const moving = () => {
  const longest = (times) => Math.max(...times.split(",").map(one => parseFloat(one) * (one.includes("ms") ? .001 : 1)))
  return all().filter(one => isOurs(one) && !one.matches("[class*=turns-]")).flatMap(one =>
    [null, "::before", "::after"].flatMap(part => {
      const style = getComputedStyle(one, part)
      const isAnimated = style.animationName !== "none" && longest(style.animationDuration) > .01
      return isAnimated || longest(style.transitionDuration) > .01 ? [`${one.outerHTML.slice(0, 100)} ${part || ""}`] : []
    }))
}
