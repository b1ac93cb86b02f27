import { randomBytes } from 'node:crypto'
import type { Completion } from '../../transports/folder/completion.ts'
import { isFault, type RemoteFolder } from '../../transports/folder/remote-folder.ts'
import { type Findings, failed, passed, unsure } from './finding.ts'

const BYTES = new TextEncoder().encode('Written by `orderbridge doctor`, which takes it away again.\r\n')

/** Writes a file that receivers ignore, completes the file like a delivery, and removes the file. */
export async function* tryFolder(folder: RemoteFolder, completion: Completion): Findings {
  const mark = `.orderbridge-doctor-${randomBytes(4).toString('hex')}`
  const file = `${mark}.part`
  const refused = await folder.write(file, BYTES)
  if (refused) {
    await folder.remove(file)
    const isMissing = refused.kind === 'missing'
    yield failed(
      isMissing ? 'open' : 'write',
      isMissing
        ? `There is no folder ${folder.name}: ${refused.text}.`
        : `Nothing can be written into ${folder.name}: ${refused.text}.`,
      isMissing
        ? 'Compare the name with the supplier, also whether it begins with a slash; nothing was created.'
        : 'Ask the supplier for the right to write there, and whether there is room.',
    )
    return
  }
  const size = await folder.size(file)
  const isSized = typeof size === 'number'
  if (isSized && size !== BYTES.byteLength) {
    yield failed(
      'write',
      `Of ${BYTES.byteLength} bytes ${size} arrived in ${folder.name}.`,
      'Ask the supplier: the disk may be full.',
    )
  } else
    yield passed('write', `A file can be written into ${folder.name}${isSized ? '' : ', though its size is not told'}.`)
  const left = completion === 'rename' ? yield* tryRename(folder, file, mark) : file
  const kept = await folder.remove(left)
  if (kept) {
    yield unsure(
      'write',
      `${left} could not be taken away again: ${kept.text}.`,
      'Take it away by hand. Where the server replaces no files either, a second try of a delivery is refused.',
    )
  }
}

/** Returns the final name of the file. */
async function* tryRename(folder: RemoteFolder, from: string, to: string): Findings<string> {
  const refused = await folder.rename(from, to)
  if (!refused) {
    yield passed('rename', 'It can be renamed once it is whole.')
    return to
  }
  yield failed(
    'rename',
    `It cannot be renamed: ${refused.text}.`,
    "Ask for that right, or set completion to 'triggerFile' or 'direct'.",
  )
  return isFault(await folder.size(from)) ? to : from
}

/** Checks only whether a missing file is reported as missing. Writes nothing into a folder with fetched files. */
export async function* tryArchive(archive: RemoteFolder): Findings {
  const seen = await archive.find('.orderbridge-doctor')
  if (!isFault(seen) || seen.kind === 'missing')
    return yield passed('open', `It can be told what is in ${archive.name}, where they keep what they took.`)
  yield failed(
    'open',
    `The files in ${archive.name} cannot be listed: ${seen.text}.`,
    'Compare archiveFolder with the supplier, and ask for the right to list it. Without that right an uncertain order waits for a person.',
  )
}
