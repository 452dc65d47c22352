// Unpacks the Chromium of @sparticuz/chromium into the folder named on the command line.
// The package unpacks into the system's temporary folder, under fixed names that anybody could have taken; a process
// with a temporary folder of its own keeps that apart. It brings libraries too, when it believes to be on Amazon's
// Linux, which a machine without a desktop needs just as much.
process.env['TMPDIR'] = process.argv[2] ?? '';
process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x';
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();
