import { describe, expect, it } from 'vitest'
import type { Browser, Shown } from '../fakes/console.ts'
import { IMPORT, opened, PATH } from './catalogue-page.ts'

/** Posts a file as a browser does. */
async function upload(browser: Browser, page: Shown, csv: string): Promise<Shown> {
  const form = new FormData()
  form.append('form', /name="form" value="([^"]+)"/.exec(page.text.split('multipart/form-data')[1] ?? '')?.[1] ?? '')
  form.append('csv', new File([csv], 'articles.csv', { type: 'text/csv' }))
  const { headers, body } = new Response(form) as { headers: Headers; body: BodyInit }
  const type = headers.get('content-type') ?? ''
  return browser.post(IMPORT, {}, { 'content-type': type }, await new Response(body).text())
}

describe('a file for the catalogue', () => {
  it('shows what a file would change before it changes anything', async () => {
    const { box, browser } = await opened()
    const preview = await upload(browser, await browser.get(IMPORT), 'article,erpArticle\nA-1,900\n3105,303105\n')
    expect(preview.status).toBe(200)
    for (const words of ['1 new, 1 changed, 0 the same, 0 not in the file', '303105', 'Import 2 changes'])
      expect(preview.text, words).toContain(words)
    expect(box.outbox.catalogueRow('article', '3105')).toBeNull()
    const done = await browser.submit(preview, IMPORT)
    expect(done.status).toBe(303)
    expect(box.outbox.catalogueRow('article', '3105')?.entry).toMatchObject({ by: 'An Peeters' })
    expect((await browser.submit(preview, IMPORT)).status).toBe(409)
    expect((await browser.get(`${PATH}/articles/export.csv`)).text).toContain('3105,303105')
  })

  it('imports nothing of a file with a mistake or with letters that are not UTF-8', async () => {
    const { box, browser } = await opened()
    const page = await browser.get(IMPORT)
    const wrong = await upload(browser, page, 'article,factor\n1,six\n2,5\n')
    expect(wrong.text).toContain('Line 2:')
    expect(wrong.text).not.toContain('Import 1')
    expect((await upload(browser, page, 'article,unit\n1,\uFFFD\n')).text).toContain('not UTF-8')
    expect(box.outbox.catalogueRow('article', '2')).toBeNull()
  })

  it('says in the language of the reader which cell of a file is wrong', async () => {
    const { browser } = await opened()
    await browser.get(`${IMPORT}?language=de`)
    const { text } = await upload(browser, await browser.get(IMPORT), 'article,factor,gtin\n1,six,12\n')
    expect(text).toContain('Zeile 2: factor: Schreiben Sie eine Zahl über null, mit einem Punkt: 2.5.')
    expect(text).toContain('gtin: Eine GTIN hat 8, 12, 13 oder 14 Ziffern')
    expect(text).not.toContain('The factor is a number')
  })

  it.each([
    ['', 'Regel 1: Het bestand is leeg. De eerste regel moet de kolommen noemen, zoals article,unit.'],
    ['A-1,900\n', 'Regel 1: De namen van de kolommen ontbreken.'],
    ['artikle,unit\n1,KG\n', "Regel 1: De kolom 'artikle' bestaat niet. Bedoelde u 'article'?"],
    ['article,x\n1,2\n', "Regel 1: De kolom 'x' bestaat niet. De kolommen zijn article, unit, factor"],
    ['article,article\n1,1\n', "Regel 1: De kolom 'article' staat er twee keer."],
    ['unit\nKG\n', "Regel 1: De kolom 'article' ontbreekt, en elke rij heeft ze nodig."],
    ['article,unit\n1\n', 'Regel 2: Er is 1 cel, en de eerste regel noemt 2 kolommen.'],
    ['article,unit\n1,KG\n1,KG\n', "Regel 3: article '1' staat ook op regel 2. Houd een van de twee rijen."],
    ['article,unit\n,KG\n', 'Regel 2: article ontbreekt. Vul het nummer in, of verwijder de rij.'],
    ['article,weighted\n1,soms\n', "Regel 2: 'soms' past niet in weighted: schrijf yes of no."],
    ['article,unit\n"1,KG\n', 'Regel 2: Een dubbel aanhalingsteken wordt nooit gesloten.'],
    ['article,unit\n"1"2,KG\n', 'Regel 2: Er staat iets tussen een sluitend aanhalingsteken'],
    ['article,unit\n1,\uFFFD\n', 'Regel 2: De tekst is geen UTF-8. Sla de tabel op als ‘CSV UTF-8’.'],
  ])('says in the language of the reader what is wrong with the form of %j', async (file, sentence) => {
    const { browser } = await opened()
    await browser.get(`${IMPORT}?language=nl`)
    const { text } = await upload(browser, await browser.get(IMPORT), file)
    expect(text.replace(/<[^>]+>/g, '').replaceAll('&#39;', "'")).toContain(sentence)
  })
})
