"""What people write who have no tool: the openai package, a semaphore, a line of JSON a reply.

python3 openai_script.py BASE_URL REQUESTS PARALLELISM OUTPUT
"""

import asyncio
import json
import sys

from openai import AsyncOpenAI

TEXT = "A pair of stones four feet across, turning twice a second, grinds five bushels an hour. "


async def main(base_url, requests, parallelism, output):
    client = AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0)
    places = asyncio.Semaphore(parallelism)
    with open(output, "w", encoding="utf-8") as lines:

        async def ask(number):
            async with places:
                reply = await client.chat.completions.create(
                    model="stand-in",
                    messages=[{"role": "user", "content": TEXT * 17 + str(number)}],
                )
            lines.write(json.dumps({"questions": reply.choices[0].message.content}) + "\n")

        await asyncio.gather(*(ask(number) for number in range(requests)))


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
