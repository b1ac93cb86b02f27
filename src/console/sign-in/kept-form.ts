/** The hidden field of the sign-in that holds a form from after the end of the session. */
export const KEPT_FIELD = 'kept'

/** Posted once more, each % of the text has three characters. So this length fits into a form of 64 KB. */
const KEPT_LENGTH = 36_000

/** The fields of a form as one text; null for more than the sign-in can post. */
export function keptText(form: URLSearchParams): string | null {
  const fields = new URLSearchParams([...form].filter(([name]) => name !== 'form'))
  const text = fields.toString()
  return text.length > KEPT_LENGTH ? null : text
}

/** The form that a sign-in kept; another form is returned unchanged. */
export function keptForm(form: URLSearchParams): URLSearchParams {
  const text = form.get(KEPT_FIELD)
  return text === null ? form : new URLSearchParams(text)
}
