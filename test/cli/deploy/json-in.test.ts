import { expect, it } from 'vitest'
import { jsonIn } from '../../../src/cli/deploy/guide/account.ts'

it('reads the JSON of wrangler behind a warning, whatever brackets the warning has', () => {
  const warning =
    '\u001B[33m▲ \u001B[43;33m[\u001B[43;30mWARNING\u001B[43;33m]\u001B[0m Proxy environment variables detected.\n[note]\n'
  expect(jsonIn(`${warning}\n{"loggedIn":false,\n "accounts":[]}\n`)).toEqual({ loggedIn: false, accounts: [] })
  expect(jsonIn(`${warning}[{"name":"A"}]`)).toEqual([{ name: 'A' }])
  expect(jsonIn(warning)).toBeNull()
})
