import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type { ConsoleWording } from '../../templates/console.ts'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'

const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const

describe('every page of the console', () => {
  it('allows no script of another place, no frame and no other place, and is kept by no cache', async () => {
    const browser = testConsole().browser()
    for (const path of ['/console/sign-in', '/console', '/console/nothing']) {
      const { headers } = await browser.get(path)
      expect(headers.get('content-security-policy'), path).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it('has no script and no style in the page, and no address of another host in its markup', async () => {
    const browser = testConsole().browser()
    await browser.signIn()
    for (const path of ['/console/sign-in', '/console', '/console/nothing']) {
      const { text } = await browser.get(path)
      expect(text, path).not.toMatch(
        /<script(?! type="module" src="\/console\/[0-9a-f]+\.js"><\/script>)|<style|\sstyle=|\son\w+=|https?:\/\//,
      )
    }
  })

  it('names its stylesheet by content, so that a browser may keep it for a year', async () => {
    const browser = testConsole().browser()
    const path = /<link rel="stylesheet" href="([^"]+)"/.exec((await browser.get('/console/sign-in')).text)?.[1] ?? ''
    expect(path).toMatch(/^\/console\/[0-9a-f]{16}\.css$/)
    const sheet = await browser.get(path)
    expect(sheet.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(sheet.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(sheet.text).toBe(readFileSync('templates/console/console.css', 'utf8'))
    expect((await browser.get('/console/0000000000000000.css')).status).toBe(404)
  })

  it('says in plain text that the gateway failed while the words cannot be read', async () => {
    const readAsset = () => Promise.reject(new Error('no assets'))
    const browser = testConsole({ services: { readAsset } }).browser()
    for (const path of ['/console', '/console/sign-in', '/console/0000000000000000.css']) {
      const { status, headers, text } = await browser.get(path)
      expect([status, headers.get('content-type')]).toEqual([503, 'application/problem+json'])
      expect(text).toContain('Try again in a minute.')
    }
  })

  it('has a stylesheet of at most 16 KiB, minified', () => {
    const { code } = transformSync(readFileSync('templates/console/console.css', 'utf8'), {
      loader: 'css',
      minify: true,
    })
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(16_384)
  })
})

describe('the language of a page', () => {
  it.each([
    ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
    ['en;q=0.5, fr-FR;q=0.8', 'fr'],
    ['pl, de;q=0.1', 'de'],
    ['pl', 'en'],
    ['*', 'en'],
    ['nl;q=0, de', 'de'],
    ['', 'en'],
    [`${'x,'.repeat(5_000)}nl`, 'en'],
  ])('follows the browser: %s', async (header, language) => {
    const { text } = await testConsole().browser({ 'accept-language': header }).get('/console/sign-in')
    expect(text).toContain(`<html lang="${language}"`)
    expect(text).toContain(consoleWording[language as 'nl'].signIn.name)
  })

  it('is chosen by the switch, which returns to the same page and is remembered', async () => {
    const browser = testConsole().browser({ 'accept-language': 'en' })
    const switched = await browser.get('/console/sign-in?to=%2Fconsole%2Forders&language=fr')
    expect([switched.status, switched.location]).toEqual([303, '/console/sign-in?to=%2Fconsole%2Forders'])
    expect((await browser.get('/console/sign-in')).text).toContain('<html lang="fr"')
  })

  it('stays as it was for a language that the console lacks', async () => {
    const { status, text } = await testConsole().browser().get('/console/sign-in?language=pl')
    expect([status, text.includes('<html lang="en"')]).toEqual([200, true])
  })
})

describe('the words of the console', () => {
  const places = (words: object, at = ''): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [`${at}${key}`] : places(value, `${at}${key}.`),
    )
  const at = (words: ConsoleWording, path: string): string =>
    String(path.split('.').reduce<unknown>((group, key) => Reflect.get(Object(group), key), words))
  const values = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort()

  it.each(LANGUAGES)('are all there in %s, with the same values as in English', (language) => {
    const words = consoleWording[language]
    expect(places(words)).toEqual(places(consoleWording.en))
    for (const path of places(words)) {
      expect(at(words, path).trim(), path).not.toBe('')
      expect(values(at(words, path)), path).toEqual(values(at(consoleWording.en, path)))
    }
  })
})
