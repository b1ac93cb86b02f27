import { expect, it } from 'vitest'
import { kindOfMedia, kindOfText } from '../../../src/documents/template/kind.ts'

const XML = { mediaType: 'application/xml', extension: 'xml', escape: 'xml' }
const HTML = { mediaType: 'text/html', extension: 'html', escape: 'html' }
const JSON_TEXT = { mediaType: 'application/json', extension: 'json', escape: 'json' }
const TEXT = { mediaType: 'text/plain', extension: 'txt', escape: 'text' }

it.each([
  ['<?xml version="1.0"?><order/>', XML],
  ['<order>', XML],
  ['\n  <order>', XML],
  ['{% comment %} for <b>Fresco</b> {% endcomment %}\n<order>', XML],
  ['{%- comment -%} two\nlines {%- endcomment -%}<order>', XML],
  ["{% include 'order-words' %}{% assign a = 1 %} <order>", XML],
  ['<!DOCTYPE html><p>', HTML],
  ['<!doctype HTML>', HTML],
  ['{% if a %}<html lang="en">', HTML],
  ['{"order": 1}', JSON_TEXT],
  ['{ }', JSON_TEXT],
  ['[1]', JSON_TEXT],
  ['{{ order.number }}', TEXT],
  ['{% if a %}{{ order.number }}', TEXT],
  ['Order <b>', TEXT],
  ['x {"order": 1}', TEXT],
  ['', TEXT],
])('takes a template by what it begins with: %j', (text, kind) => expect(kindOfText(text)).toEqual(kind))

it.each([
  ['application/xml', XML],
  ['text/xml', XML],
  ['application/vnd.fresco+xml', XML],
  ['TEXT/XML', XML],
  ['text/html', HTML],
  ['application/xhtml+html', HTML],
  ['application/json', JSON_TEXT],
  ['application/ld+JSON', JSON_TEXT],
  ['text/plain', TEXT],
  ['text/x-xml-like', TEXT],
  ['text/notxml', TEXT],
])('keeps %s as it was named, and escapes as it needs', (mediaType, kind) =>
  expect(kindOfMedia(mediaType)).toEqual({ ...kind, mediaType }),
)
