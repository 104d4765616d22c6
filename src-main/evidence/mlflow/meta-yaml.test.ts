import { describe, expect, it } from 'vitest'
import { parseMetaYaml } from './meta-yaml.ts'

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
