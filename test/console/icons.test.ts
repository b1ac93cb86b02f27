import { describe, expect, it } from 'vitest'
import { type IconName, sprite } from '../../src/console/frame/icons.tsx'
import { readAsset } from '../fakes/assets.ts'

/** A new name is missing here until it is added, so the types check that this list is complete. */
const NAMES = {
  ...{ today: 1, list: 1, book: 1, road: 1, sum: 1, print: 1, hand: 1, check: 1, pause: 1, clock: 1, ask: 1, phone: 1 },
  ...{ stop: 1, way: 1, off: 1, mail: 1, again: 1, pen: 1, warn: 1, info: 1, find: 1, down: 1, key: 1 },
} satisfies Record<IconName, 1>

const use = (name: string): string => `<use href="#i-${name}"></use>`

describe('the icons of a page', () => {
  it('have a shape for each name', async () => {
    const page = sprite(Object.keys(NAMES).map(use).join(''), await readAsset('icons.svg'))
    for (const name of Object.keys(NAMES)) expect(page).toContain(`<symbol id="i-${name}" viewBox="0 0 24 24"><`)
  })

  it('are only the icons that the page uses', async () => {
    const page = sprite(use('pause') + use('pen'), await readAsset('icons.svg'))
    expect([...page.matchAll(/<symbol id="(.*?)"/g)].map(([, id]) => id)).toEqual(['i-pause', 'i-pen'])
    expect(sprite('', await readAsset('icons.svg'))).not.toContain('<symbol')
  })
})
