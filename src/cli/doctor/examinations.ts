import type { Transport } from '../../transports/transport.ts'
import { examineAs2 } from './as2.ts'
import { examineEmail, examineMailbox, examineR2 } from './bindings.ts'
import type { Examine } from './examine.ts'
import { examineFtp } from './ftp.ts'
import { examineHttp } from './http.ts'
import { examineS3 } from './s3.ts'
import { examineSftp } from './sftp.ts'
import { examineSmtp } from './smtp.ts'

/** An examination for every kind of transport. */
export const examinations: Readonly<Record<Transport['kind'], Examine>> = {
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
