import { expect } from 'vitest'
import type { DocumentSettings, Format } from '../../src/documents/format.ts'

/** The parties of an interchange, the only mandatory settings of these formats. */
export const parties = { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

/** Settings with more fields for one party. */
export const sender = (more: object) => ({ sender: { ...parties.sender, ...more } })

export const recipient = (more: object) => ({ recipient: { ...parties.recipient, ...more } })

/** The messages at start-up about these settings: place and reason, or empty. */
export function told<S extends DocumentSettings>(format: Format<S>, settings: object): string[] {
  const read = format.settings.safeParse({ format: format.id, ...parties, ...settings })
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
}

/** The places of mistakes in these settings. */
export const places = <S extends DocumentSettings>(format: Format<S>, settings: object): string[] =>
  told(format, settings).map((one) => one.split(' ')[0] ?? '')

/** Accepts every length from `least` to `most`, and no other length. */
export function lengths<S extends DocumentSettings>(
  format: Format<S>,
  made: (text: string) => object,
  [least, most]: readonly [number, number],
): void {
  expect(places(format, made('1'.repeat(least - 1)))).toHaveLength(1)
  expect(places(format, made('1'.repeat(least)))).toEqual([])
  expect(places(format, made('1'.repeat(most)))).toEqual([])
  expect(places(format, made('1'.repeat(most + 1)))).toHaveLength(1)
}
