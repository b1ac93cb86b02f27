import { Hono } from 'hono'
import { page } from '../frame/page.tsx'
import type { ConsoleEnv } from '../frame/visit.ts'

/** What needs a person. */
export const today = new Hono<ConsoleEnv>({ strict: false })

today.get('/', (c) => {
  const { words } = c.var.visit
  return page(c, { title: words.tabs.today, tab: 'today', hero: <h1>{words.tabs.today}</h1>, body: <p>…</p> })
})
