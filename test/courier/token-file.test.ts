import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readToken } from '../../src/courier/token-file.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'

const at = temporaryFolder()

describe('a token file', () => {
  const write = (text: string, mode = 0o600): string => {
    writeFileSync(at('token'), text)
    chmodSync(at('token'), mode)
    return at('token')
  }

  it('holds one token', () => {
    expect(readToken(write('s3cret-token\n'))).toEqual({ token: 's3cret-token' })
    expect(readToken(write('s3cret-token', 0o400))).toEqual({ token: 's3cret-token' })
  })

  it.runIf(process.platform !== 'win32').each([0o644, 0o640, 0o604, 0o660, 0o610])(
    'that others can get at is refused: %o',
    (mode) => {
      expect(readToken(write('x', mode))).toMatch(/can be read by others \(mode 6\d\d\)\. Run: chmod 600/)
    },
  )

  it('that is a link, empty, more than a token, or not there is refused', () => {
    symlinkSync(write('x'), at('link'))
    expect(readToken(at('link'))).toContain('not a link')
    expect(readToken(write(' \n'))).toContain('is empty')
    expect(readToken(write('two tokens'))).toContain('nothing else')
    expect(readToken(at('nothing'))).toContain("can't be read (ENOENT)")
  })
})
