import { describe, expect, it } from 'vitest'
import { DoneBody, readAction } from '../../src/api/action-body.ts'
import type { PlacedField } from '../../src/api/misplaced-field.ts'

const action = (body: string) => readAction(new Request('http://gateway.example/', { method: 'POST', body }))
const problems = async (body: string) => {
  const read = await action(body)
  return read.ok ? null : read.error.problems
}

describe('what a person says with an action', () => {
  it('is read as JSON', async () => {
    expect(await action('{"by": " Jo "}')).toEqual({ ok: true, value: { by: 'Jo' } })
  })

  it('is missed by name where nothing was sent', async () => {
    expect(await problems('')).toMatchObject([{ path: 'by', code: 'missing' }])
  })

  it('is told to be too long where it is, and not that it is missing', async () => {
    const [by, note] = [201, 2_001].map((length) => 'x'.repeat(length))
    expect(await problems(JSON.stringify({ by, note }))).toEqual([
      { path: 'by', code: 'too-long', message: 'The "by" may be at most 200 characters long.' },
      { path: 'note', code: 'too-long', message: 'The "note" may be at most 2000 characters long.' },
    ])
  })

  it('is read to its limit only, however much is sent', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 16_384
        controller.enqueue(new Uint8Array(16_384).fill(32))
      },
    })
    const request = new Request('http://gateway.example/', {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(await readAction(request)).toMatchObject({ ok: false, error: { status: 413 } })
    expect(sent).toBeLessThan(200_000)
  })

  it('is asked for as JSON where it is none, and not for a name that may stand in it', async () => {
    expect(await problems('by=Jo')).toMatchObject([{ message: expect.stringMatching(/not JSON.*\{"by"/) }])
  })

  it('is refused where a word of it is unknown, which would do something else than was asked, and told which may be meant', async () => {
    expect(await problems('{"by": "Jo", "untill": "2026-11-25T05:00", "zzz": 1}')).toEqual([
      {
        path: 'untill',
        code: 'unknown-key',
        message: 'There is no "untill" among what may be said here. Did you mean \'until\'?',
      },
      { path: 'zzz', code: 'unknown-key', message: 'There is no "zzz" among what may be said here.' },
    ])
  })

  it('names the routes that a person keyed for, where an action takes routes', async () => {
    const read = (body: string) =>
      readAction(new Request('http://gateway.example/', { method: 'POST', body }), undefined, DoneBody)
    expect(await read('{"by": "Jo", "routes": ["erp"]}')).toEqual({ ok: true, value: { by: 'Jo', routes: ['erp'] } })
    expect(await read('{"by": "Jo"}')).toEqual({ ok: true, value: { by: 'Jo' } })
    for (const routes of ['[]', '"erp"', '[""]'])
      expect(await read(`{"by": "Jo", "routes": ${routes}}`)).toMatchObject({
        error: { problems: [{ path: 'routes', code: 'missing', message: expect.stringContaining('"routes"') }] },
      })
  })

  it('is refused where a list of routes or a single route would be ignored', async () => {
    const read = await readAction(
      new Request('http://gateway.example/', { method: 'POST', body: '{"by": "Jo", "route": "erp"}' }),
      undefined,
      DoneBody,
    )
    expect(read).toMatchObject({
      error: {
        status: 422,
        problems: [{ path: 'route', code: 'unknown-key', message: expect.stringMatching(/Did you mean 'routes'/) }],
      },
    })
    expect(await problems('{"by": "Jo", "routes": ["erp"]}')).toMatchObject([{ path: 'routes', code: 'unknown-key' }])
  })

  it.each([
    ['report', '"has-it"', '"done" on a route'],
    ['mailed', 'true', '"discard" of an order'],
    ['intent', '"same"', '"resend"'],
    ['until', '"22:00"', '"pause" of a route'],
    ['as', '"original"', '"release", "retry" or "send-by"'],
    ['route', '"erp"', '"send-by"'],
  ])('is refused where an action would ignore "%s", with the action of the field', async (field, value, place) => {
    const body = `{"by": "Jo", "${field}": ${value}}`
    const message = expect.stringContaining(`This action takes no "${field}". It belongs to ${place}`)
    expect(await problems(body)).toMatchObject([{ path: field, code: 'unknown-key', message }])
    const post = () => new Request('http://gateway.example/', { method: 'POST', body })
    expect(await readAction(post(), undefined, undefined, [field as PlacedField])).toMatchObject({ ok: true })
  })

  it('says where a report belongs that comes with "done" of an order', async () => {
    const request = new Request('http://gateway.example/', { method: 'POST', body: '{"by": "Jo", "report": "has-it"}' })
    expect(await readAction(request, undefined, DoneBody)).toMatchObject({
      error: { problems: [{ path: 'report', message: expect.stringContaining('"done" on a route') }] },
    })
  })
})
