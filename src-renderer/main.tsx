import '@mantine/core/styles.layer.css'
import './app/fonts.css'
import './app/tokens.css'
import './app/mantine.css'
import './app/base.css'
import './app/frame.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from './api/connect.ts'
import { Start } from './app/Start.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element to draw in.')
createRoot(root).render(
  <StrictMode>
    <Start connecting={connect()} />
  </StrictMode>,
)
