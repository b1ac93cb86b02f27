import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../src/cli/place.ts'
import { copyGatewaySource } from '../crash/gateway-source.ts'

const RELATIVE_IMPORT = /(?:from|import\()\s*'(\.[^']+)'/g

test('a copy of the gateway has each file that its source imports', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-source-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  copyGatewaySource(ROOT, folder)
  const imports = ['src', 'templates', 'bin'].flatMap((room) =>
    readdirSync(path.join(folder, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => path.join(folder, room, name))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)].map(([, to = '']) =>
          path.join(path.dirname(file), to),
        ),
      ),
  )
  expect(imports.length).toBeGreaterThan(500)
  const missing = imports.filter((file) => !existsSync(file))
  expect(missing.map((file) => path.relative(folder, file))).toEqual([])
})
