import { type SftpSettings, sftp } from '../../../src/transports/sftp.ts'
import type { SftpManners, SftpServer } from '../../servers/sftp-server.ts'
import { folderTrial } from '../folder/trial.ts'

/** Tries by SFTP at this server, which lets user `orders` into `/in`. */
export const sftpTrial = (server: () => SftpServer) =>
  folderTrial<SftpSettings, SftpManners>({
    transport: sftp,
    server,
    settings: () => ({
      ...{ kind: 'sftp', host: '127.0.0.1', port: server().port, user: 'orders', password: 'SFTP_PASSWORD' },
      ...{ hostKeys: [server().hostKey], folder: '/in', timeoutSeconds: 60 },
    }),
    secrets: { SFTP_PASSWORD: 'pass-31f0aa58', SFTP_KEY: 'no key at all' },
  })
