import type { TransportKind } from '../../transports/every-transport.ts'
import { examineAs2 } from './as2.ts'
import { examineEmail, examineMailbox, examineR2 } from './bindings.ts'
import type { Examine } from './examine.ts'
import { examineFtp } from './ftp.ts'
import { examineHttp } from './http.ts'
import { examineS3 } from './s3.ts'
import { examineSftp } from './sftp.ts'
import { examineSmtp } from './smtp.ts'

/** The compiler asks for an examination of every transport in the registry. */
const known: Readonly<Record<TransportKind, Examine>> = {
  as2: examineAs2 as Examine,
  email: examineEmail,
  ftp: examineFtp as Examine,
  http: examineHttp as Examine,
  mailbox: examineMailbox as Examine,
  r2: examineR2 as Examine,
  s3: examineS3 as Examine,
  sftp: examineSftp as Examine,
  smtp: examineSmtp as Examine,
}

export const examinations: Readonly<Record<string, Examine>> = known
