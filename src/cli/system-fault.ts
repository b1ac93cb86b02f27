/** Errors of the operating system, for the operator. `what` is a path or a port; absent if the system names neither. */
const SENTENCES: Readonly<Record<string, (what: string | undefined) => string>> = {
  EISDIR: (what) => `${what ?? 'One of the files'} is a folder. Give a file.`,
  ENOTDIR: (what) => `${what ?? 'One of the folders'} is no folder, or lies in none. Give a folder.`,
  EACCES: (what) => `${what ?? 'A file'} may not be read or written by this user. Change its rights, or give another.`,
  EPERM: (what) => `${what ?? 'A file'} may not be read or written by this user. Change its rights, or give another.`,
  EROFS: (what) => `${what ?? 'A file'} lies where nothing can be written. Give another place.`,
  ENOENT: (what) => `There is no ${what ?? 'such file'}.`,
  ENOSPC: () => 'The disk is full. Make room, and give the same command again.',
  EADDRINUSE: (what) => `Port ${what ?? ''} is taken. Stop what runs there, or give another with --port.`,
}

/** Returns null for any other error, which is a bug. */
export function systemFault(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null
  const sentence = typeof error.code === 'string' ? SENTENCES[error.code] : undefined
  const { dest, path, port } = error as { dest?: unknown; path?: unknown; port?: unknown }
  const what = dest ?? path ?? port
  return sentence?.(what === undefined ? undefined : String(what)) ?? null
}
