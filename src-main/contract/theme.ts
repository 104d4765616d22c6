import { z } from 'zod'

/** How the window is drawn; `system` follows the computer. */
export const themeChoiceSchema = z.enum(['light', 'dark', 'system'])
export type ThemeChoice = z.infer<typeof themeChoiceSchema>
