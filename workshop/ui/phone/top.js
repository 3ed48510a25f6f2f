// A phone that shows something else begins at its top again: the page below it keeps its place otherwise.

let shown = null

export default function ({ data }) {
  if (shown !== null && shown !== data.shown) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 })
  shown = data.shown
}
