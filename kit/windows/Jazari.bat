@echo off
rem Unzip this folder anywhere and double-click here. Nothing is installed, no administrator, no network.
rem No setlocal: what is set here stays for the window, so that "jazari" is found in it.
set "JAZARI_HOME=%~dp0"
set "JAZARI_PYTHON=%JAZARI_HOME%python\python.exe"
if not exist "%JAZARI_PYTHON%" goto nopython
rem The embeddable Python looks for packages only where its ._pth file says.
for %%P in ("%JAZARI_HOME%python\python3*._pth") do (
  findstr /l /x /c:"..\packages" "%%~P" >nul 2>nul || (echo.&echo ..\packages)>>"%%~P"
)
"%JAZARI_PYTHON%" -c "import sys; raise SystemExit(sys.version_info[:2] != (3, 13))"
if errorlevel 1 goto wrongpython
"%JAZARI_PYTHON%" -c "import jazari_assess"
if errorlevel 1 goto nopackages
if not "%~1"=="" goto run
rem A double click opens Windows Terminal where there is one: it shows Arabic and the full screen.
if defined WT_SESSION goto run
if defined JAZARI_STARTED goto run
where wt.exe >nul 2>nul || goto run
set "JAZARI_STARTED=1"
start "" wt.exe -d "%USERPROFILE%" cmd /k ""%~f0""
exit /b 0

:run
chcp 65001 >nul
set "PYTHONUTF8=1"
if defined JAZARI_PATH goto ready
set "JAZARI_PATH=1"
set "PATH=%JAZARI_HOME%;%PATH%"
if "%~1"=="" cd /d "%USERPROFILE%"
:ready
"%JAZARI_PYTHON%" -m jazari_assess %*
if not "%~1"=="" exit /b %ERRORLEVEL%
if defined WT_SESSION exit /b %ERRORLEVEL%
rem The old console: the window stays open, so that what was said can be read and commands be typed.
cmd /k
exit /b 0

:nopython
echo Python manque : ouvrez guide-fr.html, etape 1.
echo Python is missing: unzip the "Windows embeddable package (64-bit)" of Python 3.13
echo from https://www.python.org/downloads/windows/ into the folder
echo   %JAZARI_HOME%python
pause
exit /b 1

:wrongpython
echo Cette version de Python ne convient pas : il faut Python 3.13, 64 bits.
echo This Python does not fit: version 3.13, 64-bit, is needed in %JAZARI_HOME%python
pause
exit /b 1

:nopackages
echo Le dossier est incomplet : decompressez de nouveau le fichier zip, en entier.
echo The folder is incomplete: unzip the whole file again.
pause
exit /b 1
