import { Hono } from 'hono'
import { orderTrial, storedOrder } from '../../api/what-would.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { utf8 } from '../../text/utf8.ts'
import { h } from '../frame/jsx.ts'
import { page } from '../frame/page.tsx'
import { postedForm } from '../frame/posted.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { WhatWouldBody } from './what-would-body.tsx'

const TEXT_LENGTH = 200

/** Shows the documents that an order would become. Stores and sends nothing. */
export const whatWould = new Hono<ConsoleEnv>({ strict: false })

whatWould.get('/', async (c) => {
  const asked = (c.req.query('order') ?? '').trim().slice(0, TEXT_LENGTH)
  const [name, supplier] = chosen(c, c.req.query('supplier'))
  const json = supplier && asked !== '' ? await storedJson(c, name, asked) : null
  return shown(c, { name, asked, json, isMissing: asked !== '' && json === null })
})

whatWould.post('/', async (c) => {
  const { typed } = postedForm(c)
  const [name] = chosen(c, typed.get('supplier') ?? undefined)
  return shown(c, { name, asked: '', json: typed.get('json') ?? '', isMissing: false })
})

interface WhatWouldForm {
  readonly name: string
  readonly asked: string
  readonly json: string | null
  readonly isMissing: boolean
}

async function shown(c: ConsoleContext, wish: WhatWouldForm) {
  const { visit } = c.var
  const [name] = chosen(c, wish.name)
  const json = wish.json ?? ''
  const trial = (json.trim() === '' ? undefined : await orderTrial(c.env, name, utf8(json))) ?? null
  const suppliers = Object.entries(c.env.gateway.suppliers)
  return page(c, {
    ...{ title: visit.words.whatWould.title, tab: 'routes' },
    body: <WhatWouldBody visit={visit} suppliers={suppliers} {...wish} name={name} trial={trial} />,
  })
}

/** The named supplier, else the first that the visitor sees. */
function chosen(c: ConsoleContext, asked: string | undefined): [string, Supplier | undefined] {
  const name = asked && supplierNamed(c.env.gateway, asked) ? asked : (Object.keys(c.env.gateway.suppliers)[0] ?? '')
  return [name, supplierNamed(c.env.gateway, name)]
}

async function storedJson(c: ConsoleContext, name: string, asked: string): Promise<string | null> {
  const bytes = await storedOrder(c.env, name, asked)
  return bytes && new TextDecoder().decode(bytes)
}
