/** The mark of the gateway on its pages. The colours come from the style of the page. */
export const LOGO =
  '<svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><path d="M3 23h26M5 23c1-7 5-11 11-11s10 4 11 11M11 23v-9.5M16 23V12M21 23v-9.5"/><circle cx="16" cy="6.5" r="2.5" fill="#8fe3b6" stroke="none"/></svg>'
