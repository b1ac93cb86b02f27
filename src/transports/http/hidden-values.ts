import { percentEncode } from '../../text/percent-encode.ts'
import { escapedForms } from './sought-text.ts'

/** Replaces secrets in a receiver's text, in each form in which the receiver may repeat a secret. */
export const hideValues = (text: string, values: readonly string[]): string =>
  values
    .map((value) => value.trim())
    .filter((value) => value !== '')
    // A value can be a part of another value.
    .sort((a, b) => b.length - a.length)
    .reduce(
      (rest, value) =>
        rest.replace(new RegExp(escapedForms(value), 'gu'), '…').replaceAll(percentEncode(value), () => '…'),
      text,
    )
