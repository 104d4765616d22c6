import { prose, type Block, type Section } from '../document.ts'

const roles = [
  { role: 'Prepared', meaning: 'I made this recommendation from the evidence named here.' },
  { role: 'Validated', meaning: 'I checked it independently of who prepared it.' },
  { role: 'Approved', meaning: 'I approve the use of the threshold, with its limitations.' },
]

/** Empty lines for the three signatures of governance: nobody has signed a draft. `compact` leaves out the meanings. */
export function signatures(compact: boolean): Block {
  return { kind: 'signatures', compact, roles }
}

/** Who signs, and what a signature means. */
export function signOffSection(): Section {
  return {
    title: 'Sign-off',
    lead: 'This is an undated draft. Nobody has signed it, and it is not a sign-off.',
    placing: 'together',
    blocks: [
      prose('The three roles are held by three people. A signature on paper refers to the document id and the hashes on its cover; a later version of the evidence, the costs or the threshold needs a new one.'),
      signatures(false),
    ],
  }
}
