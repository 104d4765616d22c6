import { Tabs } from '@mantine/core'
import { useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ChallengeTab } from './ChallengeTab.tsx'
import { ChecksTab } from './ChecksTab.tsx'
import { DecisionTab } from './DecisionTab.tsx'
import { FactsTab } from './FactsTab.tsx'
import { FindingsTab } from './FindingsTab.tsx'
import { PathCard } from './PathCard.tsx'
import { ProposalTab } from './ProposalTab.tsx'
import { RecordTab } from './RecordTab.tsx'
import './review.css'
import './review-parts.css'
import { ReviewHeaderActions } from './ReviewHeaderActions.tsx'
import { ReviewNotices } from './ReviewNotices.tsx'
import { ReviewStart } from './ReviewStart.tsx'
import { adoptedSentence, nextStep, reviewAnswer, reviewQuestion } from './review-words.ts'
import { SideColumn } from './SideColumn.tsx'
import { useReview } from './use-review.ts'

/** The review: what is done, what blocks, who acts next, and everything that can be done about it. */
export function ReviewPage() {
  const { state } = useCase()
  return state.review === null ? <ReviewStart /> : <Desk key={state.review.state.reviewId} />
}

const tabOf = { draft: 'proposal', frozen: 'checks', prepared: 'checks' } as const

function Desk() {
  const { view } = useReview()
  const { state, status } = view
  const [tab, setTab] = useState<string>((tabOf as Readonly<Record<string, string>>)[status] ?? 'checks')
  const { decisive, rest } = reviewAnswer(view)
  const next = nextStep(view.steps)
  const adopted = adoptedSentence(state)
  const openFindings = state.findings.filter((finding) => finding.status !== 'closed').length
  const openChallenges = state.challenges.filter((challenge) => challenge.status !== 'disposed').length
  const tabs = [
    { value: 'proposal', words: 'Proposal', count: null },
    { value: 'facts', words: 'Facts', count: state.statements.length },
    { value: 'checks', words: 'Checks', count: state.checks?.checks.length ?? null },
    { value: 'challenge', words: 'Challenge', count: openChallenges },
    { value: 'findings', words: 'Findings', count: openFindings },
    { value: 'decision', words: 'Decision', count: state.conditions.length + state.exceptions.length },
    { value: 'record', words: 'Record', count: view.entries.length },
  ]
  return (
    <div className="review-page">
      <PageHeader
        question={reviewQuestion}
        decisive={decisive}
        rest={rest}
        caveat={[adopted, next === null ? null : `Next: ${next.title.toLowerCase()} (${next.who ?? 'nobody'}).`].filter((part) => part !== null).join(' ')}
        actions={<ReviewHeaderActions />}
      />
      <ReviewNotices />
      <PathCard />
      <div className="review-grid">
        <Tabs className="card review-tabs" value={tab} onChange={(value) => setTab(value ?? 'checks')} keepMounted={false}>
          <Tabs.List aria-label="Parts of the review">
            {tabs.map(({ value, words, count }) => (
              <Tabs.Tab key={value} value={value}>
                {words} {count !== null && <span className="count">{count}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="proposal">
            <ProposalTab />
          </Tabs.Panel>
          <Tabs.Panel value="facts">
            <FactsTab />
          </Tabs.Panel>
          <Tabs.Panel value="checks">
            <ChecksTab />
          </Tabs.Panel>
          <Tabs.Panel value="challenge">
            <ChallengeTab />
          </Tabs.Panel>
          <Tabs.Panel value="findings">
            <FindingsTab />
          </Tabs.Panel>
          <Tabs.Panel value="decision">
            <DecisionTab />
          </Tabs.Panel>
          <Tabs.Panel value="record">
            <RecordTab />
          </Tabs.Panel>
        </Tabs>
        <SideColumn />
      </div>
    </div>
  )
}
