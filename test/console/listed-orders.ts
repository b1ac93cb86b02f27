import { testConsole } from '../fakes/console.ts'
import { supplierWith } from '../fakes/orders.ts'

const supplier = supplierWith({
  customers: [
    { customer: 'C-1', name: 'Hotel Astrid' },
    { customer: 'C-2', name: 'Bar Lotte' },
  ],
})

export async function opened() {
  const made = testConsole({ supplier })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  return { box: made.box, browser }
}

export const numbersIn = (text: string): string[] =>
  [...text.matchAll(/\/console\/orders\/fresco\/([^"?/]+)"/g)].map(([, id = '']) => id)

export const next = (text: string) => /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
