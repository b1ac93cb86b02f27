import { execFileSync } from 'node:child_process'

/** A temporary user of this machine, because sshd and vsftpd allow only users of the machine. */
export interface Account {
  readonly name: string
  readonly password: string
  /** While `wrong`, the user has another password. */
  passwordIs(state: 'right' | 'wrong'): void
  owns(...files: readonly string[]): void
  remove(): void
}

export function createAccount(home: string, password: string): Account {
  const name = `orders-${process.pid}`
  const setPassword = (value: string): void =>
    void execFileSync('chpasswd', { input: `${name}:${value}\n`, stdio: ['pipe', 'ignore', 'inherit'] })
  execFileSync('useradd', ['--no-create-home', '--home-dir', home, '--shell', '/bin/sh', name])
  setPassword(password)
  return {
    name,
    password,
    passwordIs: (state) => setPassword(state === 'right' ? password : `not-${password}`),
    owns: (...files) => void execFileSync('chown', [name, ...files]),
    remove: () => void execFileSync('userdel', [name], { stdio: 'ignore' }),
  }
}
