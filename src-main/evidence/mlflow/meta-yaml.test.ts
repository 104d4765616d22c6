import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsedMeta, parseMetaYaml } from './meta-yaml.ts'

describe('a meta.yaml', () => {
  it('keeps every scalar as text', () => {
    const meta = parseMetaYaml("run_id: 12345678e90123456789012345678901\nexperiment_id: '007'\nname: yes\nend_time: null\nversion: ''\n")
    expect(meta).toEqual({
      run_id: '12345678e90123456789012345678901',
      experiment_id: '007',
      name: 'yes',
      end_time: null,
      version: '',
    })
  })

  it('keeps a quoted null as text, and nested maps with their outer key', () => {
    expect(parseMetaYaml("name: 'null'\ntags:\n  mlflow.data.context: train\n")).toEqual({
      name: 'null',
      'tags.mlflow.data.context': 'train',
    })
  })

  it.each([
    ['', 'is empty'],
    ['<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> x\n', 'holds the conflict marks of an unfinished merge'],
    ['name: [a\n', 'is not valid YAML'],
    ['- a\n- b\n', 'holds no keys'],
  ])('%j %s', (text, message) => {
    expect(() => parseMetaYaml(text)).toThrow(message)
  })
})

it('reads simple lines as YAML does', () => {
  const value = fc.oneof(
    fc.constantFrom('', "''", "'0'", 'null', 'Null', '~', '[]', '{}', 'active', '1700000000000', '- x', '-', 'a: b', 'a:', 'x #y', 'x#y', '"q"', "it's", '|', '> x', '&a', '*a', '!t', '%x', '@x', '? x', 'two  spaces', 'trailing ', '...', '0x1F', 'file:///C:/a%20b/c', './mlruns/0', '12345678e90123456789012345678901'),
    fc.string({ unit: fc.constantFrom('a', 'B', '1', ' ', ':', '#', '-', '.', '/', "'", '"', '[', '{', '%', 'é'), maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.boolean(), (values, spaced) => {
      const text = values.map((text, index) => `key_${'abcd'[index] ?? ''}:${spaced || text !== '' ? ' ' : ''}${text}\n`).join('')
      const read = (parse: (text: string) => unknown) => {
        try {
          return parse(text)
        } catch {
          return 'refused'
        }
      }
      fc.pre(text.trim() !== '')
      expect(read(parseMetaYaml)).toEqual(read(parsedMeta))
    }),
    { numRuns: 2000 },
  )
})
