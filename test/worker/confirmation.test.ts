import { createExecutionContext } from 'cloudflare:test'
import PostalMime from 'postal-mime'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/worker.ts'
import { admin, answerOf, ask, delivery, orderPath, place, soon } from './door.ts'
import { withObject } from './faulty-object.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

/** A mailed order, and the address of its link. */
async function mailed() {
  const { id, order_number: number } = await place('asking', { order_remarks: 'Sleutel onder de mat' })
  await soon(async () => expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' }))
  const { text } = await admin(`${orderPath('asking', id)}/documents/desk`)
  const mail = await PostalMime.parse(text)
  const [link = ''] = /https:\/\/gateway\.example\/confirm\/\S+/.exec(mail.text ?? '') ?? []
  return { id, number: String(number), path: new URL(link).pathname }
}

describe('the link in a mail', () => {
  it('shows a button, and changes nothing however often it is opened', async () => {
    const { id, number, path } = await mailed()
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { status, headers, text } = await ask(path, { method })
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      if (method === 'HEAD') continue
      expect(text).toContain(number)
      expect(text).toMatch(/<form method="post"><button>.*Ja, wij hebben deze bestelling<\/button><\/form>/)
      expect(text).not.toContain('Sleutel')
    }
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
  })

  it('shows the page in the language of the switch, and still changes nothing', async () => {
    const { id, path } = await mailed()
    for (const [language, button] of [
      ['fr', 'Oui, nous avons cette commande'],
      ['xx', 'Ja, wij hebben deze bestelling'],
    ])
      expect((await ask(`${path}?language=${language}`)).text).toContain(button)
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
    const { text } = await ask(`${path}?language=de`, { method: 'POST' })
    expect(text).toContain('ist bestätigt')
  })

  it('says in their language to come back where nobody can be asked', async () => {
    const { id, path } = await mailed()
    const fake = withObject(() => Promise.reject(new Error('unreachable')))
    for (const method of ['GET', 'POST']) {
      const request = new Request(`https://gateway.example${path}`, { method })
      const { status, headers, text } = await answerOf(
        await worker.fetch(request as never, fake.env, createExecutionContext()),
      )
      expect([status, headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
      expect(text).toContain('We zijn nu niet bereikbaar')
      expect(text).not.toContain('<form')
    }
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
  })

  it('settles the delivery when the button is pressed, once and for all', async () => {
    const { id, path } = await mailed()
    for (const _ of [1, 2]) expect((await ask(path, { method: 'POST' })).text).toContain('is bevestigd')
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'delivered', reached: 'yes' })
    const { text } = await ask(path)
    expect(text).toContain('is bevestigd')
    expect(text).not.toContain('<form')
  })

  it.each([
    ['forged', (path: string) => `${path.slice(0, -9)}AAAAAAAAA`],
    ['of another route', (path: string) => path.replace('/desk/', '/archive/')],
    ['of another supplier', (path: string) => path.replace('/asking/', '/box/')],
    ['of a supplier that does not exist', (path: string) => path.replace('/asking/', '/constructor/')],
    ['of nothing at all', () => '/confirm/asking/desk/e30.e30'],
  ])('settles nothing when it is %s, and tells nothing', async (_, changed) => {
    const { id, number, path } = await mailed()
    for (const method of ['GET', 'POST']) {
      const { status, text } = await ask(changed(path), { method })
      expect(status).toBe(404)
      expect(text).not.toContain(number)
      expect(text).not.toContain('<form')
    }
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
  })

  it('knows no other method', async () => {
    const { path } = await mailed()
    expect((await ask(path, { method: 'DELETE' })).status).toBe(405)
  })
})
