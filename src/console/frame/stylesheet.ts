import text from './console.css'
import { createPageFile } from './page-file.ts'

export const stylesheet = createPageFile(text, 'css')
