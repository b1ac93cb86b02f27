/**
 * Shows what is new on an open page. Works only while the page is visible and no person uses the page: an open form, a
 * selection and the position stay. Ends when the sign-in is over, and waits longer after each failure.
 */
const EVERY = 10000
const LONGEST = 300000
const IDLE = 4000
const main = document.querySelector('main[data-live]')
let wait = EVERY
let usedAt = -IDLE

for (const kind of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll'])
  addEventListener(
    kind,
    () => {
      usedAt = document.timeline.currentTime
    },
    { passive: true, capture: true },
  )

function isChanged(field) {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
  if (field.options)
    return (
      field.selectedIndex !==
      Math.max(
        0,
        [...field.options].findIndex((option) => option.defaultSelected),
      )
    )
  return field.value !== field.defaultValue
}

function isInUse() {
  const fields = [...main.querySelectorAll('input:not([type=hidden]), select, textarea')]
  return (
    document.timeline.currentTime - usedAt < IDLE ||
    !getSelection().isCollapsed ||
    fields.some((field) => field === document.activeElement || isChanged(field))
  )
}

/** Each fold with a name that stays when another fold comes or goes: its words, and its place among equal words. */
function foldsOf(place) {
  const seen = new Map()
  return [...place.querySelectorAll('details')].map((details) => {
    const words = details.querySelector('summary').textContent
    seen.set(words, (seen.get(words) ?? 0) + 1)
    return [`${seen.get(words)} ${words}`, details]
  })
}

function show(text) {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const fresh = page.querySelector('main[data-live]')
  if (!fresh) return false
  const focused = main.contains(document.activeElement) ? document.activeElement : null
  const name =
    focused &&
    (focused.id
      ? `#${CSS.escape(focused.id)}`
      : focused.hasAttribute('href')
        ? `[href="${CSS.escape(focused.getAttribute('href'))}"]`
        : focused.localName)
  const open = new Map(foldsOf(main).map(([name, details]) => [name, details.open]))
  main.dataset.live = fresh.dataset.live
  main.replaceChildren(...fresh.childNodes)
  for (const [name, details] of foldsOf(main)) details.open = open.get(name) ?? details.open
  for (const part of ['body > svg', '.foot']) document.querySelector(part)?.replaceWith(page.querySelector(part) ?? '')
  document.title = page.title
  if (name) main.querySelector(name)?.focus({ preventScroll: true })
  return true
}

async function look() {
  if (document.hidden || isInUse()) return true
  const response = await fetch(location.href, {
    headers: { 'if-none-match': main.dataset.live },
    redirect: 'manual',
    cache: 'no-store',
  })
  wait = response.status < 500 ? EVERY : Math.min(wait * 2, LONGEST)
  if (response.status === 304 || response.status >= 500) return true
  if (response.status !== 200) return false
  const text = await response.text()
  return isInUse() || show(text)
}

async function again() {
  let goesOn = true
  try {
    goesOn = await look()
  } catch {
    wait = Math.min(wait * 2, LONGEST)
  }
  if (goesOn) setTimeout(again, wait)
}

if (main) setTimeout(again, wait)
