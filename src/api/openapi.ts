import { Hono } from 'hono'
import document from '../../docs/reference/openapi.json' with { type: 'json' }
import type { HonoEnv } from '../services.ts'
import { parsedFile } from '../text/parsed-file.ts'

/** Describes webhook, Admin API, mailbox and courier for programs: OpenAPI 3.1. Public, as the documentation is. */
export const openapi = new Hono<HonoEnv>({ strict: false })

openapi.get('/', (c) =>
  c.json(parsedFile(document), 200, { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' }),
)
