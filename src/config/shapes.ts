import { SECRET_NAME } from '../profile/secret-name.ts'

interface Shape {
  /** For the end of "must be …". */
  readonly is: string
  readonly hint?: string
}

const OBJECT_PREFIX: Shape = { is: "what keys begin with, without a slash in front, such as 'orders/'" }

/** The shapes of settings in words, by their pattern. A reader should not need to read the pattern. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  [String(SECRET_NAME)]: {
    is: "the NAME of a secret: capitals, digits and underscores, such as 'FRESCO_PASSWORD'",
    // The message never repeats the value, which may be the secret.
    hint: ' If this text is the secret itself, remove it here and have it replaced. Then set the new secret with `npm run wrangler -- secret put`.',
  },
  '/^[a-z0-9][a-z0-9-]{0,62}$/': {
    is: "a name for a web address: at most 63 lower-case letters, digits and hyphens, such as 'desk-2'",
    hint: ' It begins with a letter or digit.',
  },
  '/^[A-Z]{3}$/': { is: "a currency code of three capitals, such as 'EUR'" },
  '/^([01]\\d|2[0-3]):[0-5]\\d$/': { is: "a time of day, such as '22:00'" },
  '/^[A-Za-z_][\\w.-]*$/': { is: "the name of a parameter in an address, such as 'page_size'" },
  '/^\\/\\S*$/': { is: "the path of an address, such as '/api/v2/orders/'" },
  '/^\\d{4}-\\d{2}-\\d{2}/': { is: "a date, such as '2026-11-01'" },
  '/^[^\\s/@]+$/': {
    is: "the name or address of a server and nothing else, such as 'sftp.supplier.example'",
    hint: ' Port, user and folder have settings of their own.',
  },
  '/^[^\\p{Cc}]+$/u': { is: 'a text on one line' },
  '/^(?!\\/)[^\\p{Cc}]*$/u': OBJECT_PREFIX,
  '/^(?!\\/)[^\\p{Cc}]+$/u': OBJECT_PREFIX,
  '/^[A-Za-z0-9._-]+$/': { is: 'letters, digits, points, hyphens and underscores, without a space' },
  '/^[a-z0-9-]+$/': { is: "a region, such as 'eu-west-1'" },
  '/^[A-Za-z_][A-Za-z0-9_]*$/': { is: "the name of a binding in wrangler.toml, such as 'ORDERS'" },
  '/^[A-Za-z0-9-]+$/': { is: "the name of a header, such as 'X-Api-Key'" },
  '/^(?! )[\\x20-\\x7e]{1,128}(?<! )$/': {
    is: 'an AS2 name: at most 128 letters, digits and signs of ASCII, without a space at either end',
  },
  '/^https?:\\/\\//': { is: "an address, such as 'https://erp.supplier.example/orders?number={orderNumber}'" },
  '/^\\d{13}$/': { is: "a GLN of 13 digits, such as '5412345000013'" },
  '/^\\d+(\\.\\d+)?$/': { is: "a plain decimal number in quotes, such as '0.00'" },
}
