const LONG = 10_000

/** A text that would run, calculate, lead away or turn the words around it, if a page or a file let it. */
export const HOSTILE = `=HYPERLINK("javascript:hostile=1")</title><script>hostile=1</script>"><img src=x onerror=hostile=1>{{7*7}}\u202E\u200F`
export const HOSTILE_ARTICLE = `=1+1<script>hostile=1</script>`
export const HOSTILE_CUSTOMER = `@SUM(1)"><b onclick=hostile=1>`
export const HOSTILE_NUMBER = `=cmd|'/C calc'!A0<b>`
/** Without a space, which no line can break at. */
export const LONG_WORD = `${HOSTILE}${'x'.repeat(LONG)}`
export const LONG_TEXT = `${HOSTILE} ${'lang woord '.repeat(LONG / 11)}`
