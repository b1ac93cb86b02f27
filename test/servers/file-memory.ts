/** State of a file server since its last script. */
export interface FileMemory<Manners, File> {
  readonly files: Map<string, File>
  readonly log: string[]
  manners: Manners
  connections: number
  behave(manners: Manners): void
}

export function fileMemory<Manners, File>(kind: Manners): FileMemory<Manners, File> {
  const memory: FileMemory<Manners, File> = {
    files: new Map(),
    log: [],
    manners: kind,
    connections: 0,
    behave(manners) {
      memory.manners = manners
      memory.files.clear()
      memory.log.length = 0
      memory.connections = 0
    },
  }
  return memory
}
