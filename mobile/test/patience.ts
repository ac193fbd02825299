// A machine that does much else at the same time is no reason for a test to fail.

import { configure } from '@testing-library/react-native';

configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
