import type { EscapeName } from './escapes.ts'

/** The kind of text that a template makes. */
export interface Kind {
  readonly mediaType: string
  readonly extension: string
  readonly escape: EscapeName
}

const XML: Kind = { mediaType: 'application/xml', extension: 'xml', escape: 'xml' }
const HTML: Kind = { mediaType: 'text/html', extension: 'html', escape: 'html' }
const JSON_TEXT: Kind = { mediaType: 'application/json', extension: 'json', escape: 'json' }
const TEXT: Kind = { mediaType: 'text/plain', extension: 'txt', escape: 'text' }

/** Decides the kind by the first characters after any tags. Without escaping, any field could inject XML. */
export function kindOfText(text: string): Kind {
  const start = text.replace(/^(\s|\{%-?\s*comment\b.*?endcomment\s*-?%\}|\{%.*?%\})+/s, '')
  if (/^<!doctype html|^<html/i.test(start)) return HTML
  if (/^</.test(start)) return XML
  return /^(\{(?![{%])|\[)/.test(start) ? JSON_TEXT : TEXT
}

export function kindOfMedia(mediaType: string): Kind {
  const known = [XML, HTML, JSON_TEXT].find((kind) => new RegExp(`[/+]${kind.escape}$`, 'i').test(mediaType)) ?? TEXT
  return { ...known, mediaType }
}
