export { tellStory, type Afterwards, type Story } from './tell-story.ts';
