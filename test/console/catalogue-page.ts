import { frontDoor, supplierWithTables } from '../fakes/catalogue.ts'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { ERP } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

export const PATH = '/console/catalogue/fresco'
export const ENTER = `${PATH}/articles/enter`
export const IMPORT = `${PATH}/articles/import`

export async function opened(wish: ConsoleWish = {}) {
  const made = testConsole({ supplier: supplierWithTables(), ...wish })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  made.box.wire.answers(ERP, status(200))
  return { ...made, browser, door: frontDoor(made.box) }
}
