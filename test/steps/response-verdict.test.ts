import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { createVerdictReader } from '../../src/steps/response-verdict.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { cxml } from '../fakes/acknowledgements.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

const CXML = { format: 'cxml-1.2', sender: { id: 'gateway', secret: 'FRESCO_WEBHOOK_SECRET' } }
const response = (code: string, text = 'OK', more = ''): string =>
  cxml(`<Response><Status code="${code}" text="${text}">${more}</Status></Response>`)

const word = (body: string, document: object = CXML, secrets = {}) => {
  const settings = { format: 'json', ...document }
  const parsed = formats[settings.format]?.settings.parse(settings) ?? settings
  return createVerdictReader({ document: { ...parsed } }, fakeSecrets(secrets))(utf8(body))
}

describe('the word of a cXML Response', () => {
  it('is its Status, with what stands beside it', () => {
    expect(word(response('200'))).toEqual({ status: 200, text: 'OK' })
    expect(word(response('406', 'Not Acceptable', 'Unknown\n supplier part'))).toEqual({
      status: 406,
      text: 'Not Acceptable Unknown supplier part',
    })
    const bare = '<cXML><Response><Status code="500"/></Response></cXML>'
    expect(word(bare)).toEqual({ status: 500, text: '' })
  })

  it.each([
    ['nothing', ''],
    ['HTML', '<html><body>200 OK</body></html>'],
    ['half of it', response('200').slice(0, -12)],
    ['no Status', cxml('<Response></Response>')],
    ['no code', response('')],
    ['a code of no kind', response('100')],
    ['words for a code', response('OK')],
    ['an order', cxml('<Request><OrderRequest/></Request>')],
    ['entities of its own', `<!DOCTYPE cXML [<!ENTITY a "b">]>${response('200').slice(-120)}`],
  ])('is not found in %s', (_, body) => {
    expect(word(body)).toBeNull()
  })

  it('is not looked for where the document is another', () => {
    expect(word(response('200'), { format: 'json' })).toBeNull()
  })

  it('never brings our own secret before people', () => {
    const secrets = { FRESCO_WEBHOOK_SECRET: 'swordfish-31f0aa58' }
    expect(word(response('401', 'Bad secret swordfish-31f0aa58.'), CXML, secrets)?.text).toBe('Bad secret ….')
  })
})

describe('a route that takes the word in the answer', () => {
  const route = (url: string) =>
    httpRoute('erp', url, { document: CXML, transport: { kind: 'http', url, verdictFrom: 'body' } })

  async function tried(body: string) {
    const test = testOutbox({ supplier: supplierWith({ routes: [route(ERP)] }) })
    test.wire.answers(ERP, () => new Response(body))
    test.accept()
    await test.work()
    return test
  }

  it('has delivered what is accepted', async () => {
    expect((await tried(response('201', 'Accepted'))).deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('asks a person about a refusal inside a 200, and tells why', async () => {
    const test = await tried(response('400', 'Bad Request', 'Unknown buyer'))
    expect(test.deliveries()).toEqual(['erp v1 refused no'])
    expect(test.alerts[0]?.text).toContain('Unknown buyer')
  })

  it('tries again what failed inside a 200', async () => {
    const test = await tried(response('560', 'Temporary server error'))
    expect(test.deliveries()).toEqual(['erp v1 deferred maybe'])
    test.wire.answers(ERP, () => new Response(response('200')))
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(new Set(test.wire.calls.map(({ body }) => body)).size).toBe(1)
  })

  it('asks a person where the body is no answer', async () => {
    expect((await tried('<html>Welcome</html>')).deliveries()).toEqual(['erp v1 refused maybe'])
  })
})
