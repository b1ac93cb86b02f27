import { beforeEach, describe, expect, it } from 'vitest'
import type { Sql } from '../../src/outbox/sql.ts'
import { readAsset } from '../fakes/assets.ts'
import { testConsole } from '../fakes/console.ts'
import { nodeSql } from '../fakes/node-sql.ts'

const PAGES = ['/console', '/console/orders', '/console/orders/fresco/order-1']

let asked: string[] = []
function opened() {
  const bare = nodeSql()
  const sql: Sql = {
    ...bare,
    all: (query, ...bind) => {
      asked.push(query)
      return bare.all(query, ...bind)
    },
  }
  const made = testConsole({ sql })
  return { ...made, browser: made.browser({ 'accept-language': 'en' }) }
}
let { box, browser } = opened()

beforeEach(async () => {
  ;({ box, browser } = opened())
  await browser.signIn()
  box.accept()
})

const tagOf = (text: string): string => (/data-live="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&quot;', '"')
const again = (path: string, tag: string) => browser.get(path, { 'if-none-match': tag })

describe('an open page', () => {
  it.each(PAGES)('asks whether something is new, and the answer reads no row: %s', async (path) => {
    const tag = tagOf((await browser.get(path)).text)
    expect(tag).toMatch(/^".+"$/)
    asked = []
    const { status, text, headers } = await again(path, tag)
    expect({ status, text, asked }).toEqual({ status: 304, text: '', asked: [] })
    expect(headers.getSetCookie()).toEqual([])
  })

  it.each(PAGES)('is made again after a change, after a minute and in another language: %s', async (path) => {
    const tag = tagOf((await browser.get(path)).text)
    box.accept({ orderId: 'order-2' })
    const changed = await again(path, tag)
    expect(changed.status).toBe(200)
    box.clock.advance(60_000)
    expect((await again(path, tagOf(changed.text))).status).toBe(200)
    const dutch = await browser.get(path, { 'accept-language': 'nl' })
    expect(tagOf(dutch.text)).not.toBe(tagOf((await browser.get(path)).text))
  })

  it('learns that the sign-in is over by one redirect, which the script does not follow', async () => {
    const tag = tagOf((await browser.get('/console')).text)
    browser.cookies.clear()
    const { status, location } = await again('/console', tag)
    expect([status, location]).toEqual([303, '/console/sign-in?to=%2Fconsole'])
    expect(await readAsset('live.js')).toContain("redirect: 'manual'")
  })

  it('loads one script of this gateway, and none that stands in the page', async () => {
    const { text, headers } = await browser.get('/console')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'; connect-src 'self'")
    const [script, ...others] = text.match(/<script[^>]*>/g) ?? []
    expect(others).toEqual([])
    const path = /src="([^"]+)"/.exec(script ?? '')?.[1] ?? ''
    const loaded = await browser.get(path)
    expect(loaded.text).toBe(await readAsset('live.js'))
    expect(loaded.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(loaded.headers.get('cache-control')).toContain('immutable')
    expect((await browser.get('/console/settings')).text).not.toContain('<script')
  })
})
