import { describe, expect, it } from 'vitest'
import { ftp } from '../../src/transports/ftp.ts'

describe('the settings of FTP', () => {
  const given = { kind: 'ftp', host: 'ftp.example', user: 'orders', password: 'FTP_PASSWORD' }
  const said = (more: object) => ftp.settings.safeParse({ ...given, ...more }).error?.issues[0]

  it('secure the line unless somebody says otherwise', () => {
    const defaults = { security: 'explicit', port: 21, completion: 'rename', folder: '.' }
    expect(ftp.settings.parse(given)).toMatchObject(defaults)
  })

  it('send nothing in the clear without a second word for it', () => {
    expect(said({ security: 'none' })?.path).toEqual(['security'])
    expect(said({ security: 'none' })?.message).toMatch(/in the clear.+insecure: true/)
    expect(said({ security: 'none', insecure: true })).toBeUndefined()
  })

  it('hold no line break, which would be a command of its own', () => {
    for (const setting of ['user', 'folder']) expect(said({ [setting]: 'in\r\nDELE *' })?.path).toEqual([setting])
  })
})
