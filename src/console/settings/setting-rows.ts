/** A setting: the place in the configuration, and the value for people. */
export interface SettingRow {
  readonly path: string
  readonly value: string
}

export interface SettingWords {
  readonly yes: string
  readonly no: string
  readonly hidden: string
  /** A table, with `{count}` rows. */
  readonly rows: (count: number) => string
}

/** Tables are too long for this page, and have a page of their own. */
const TABLES = new Set(['customers', 'articles'])
/** A header or an address may hold a credential, although the name of a secret belongs there. */
const HIDDEN = new Set(['headers', 'query'])

/** A row for each setting, in order. Values that may hold a credential are hidden. */
export function settingRows(value: unknown, words: SettingWords, path: readonly string[] = []): SettingRow[] {
  const key = path.at(-1) ?? ''
  const row = (text: string): SettingRow[] => [{ path: path.join('.'), value: text }]
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) {
    if (TABLES.has(key) && path.length === 1) return row(words.rows(value.length))
    if (value.every((one) => typeof one !== 'object')) return value.length > 0 ? row(value.join(', ')) : []
    return value.flatMap((one, at) => settingRows(one, words, [...path, nameOf(one) ?? String(at + 1)]))
  }
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, one]) =>
      HIDDEN.has(key)
        ? [{ path: [...path, name].join('.'), value: words.hidden }]
        : settingRows(one, words, [...path, name]),
    )
  if (typeof value === 'boolean') return row(value ? words.yes : words.no)
  return row(withoutQuery(String(value), words.hidden))
}

const nameOf = (value: unknown): string | null => {
  const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'name') : null
  return typeof name === 'string' ? name : null
}

/** The part of an address after the question mark may hold a token. */
function withoutQuery(text: string, hidden: string): string {
  const at = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text.indexOf('?') : -1
  return at < 0 ? text : `${text.slice(0, at)}?${hidden}`
}
